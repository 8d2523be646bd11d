# The steerscope command with its toy models, from the release archive.
#   docker build -t steerscope .
#   docker run --rm -v "$PWD/out:/out" steerscope run --categories size,pattern,weather --pairs-per-category 20 \
#     --methods lerp,shuffled --seeds 0 --alphas 1 --smallest-effect 0.05 --out /out/first
# With --target cuda: for NVIDIA GPUs (docs/devices.md).
# All bases may be replaced: MAVEN needs a JDK (17 or newer) and Maven, JAVA a JRE on glibc with bash, PYTHON a Python with pip.
ARG MAVEN=maven:3.9-eclipse-temurin-17
ARG JAVA=eclipse-temurin:17-jre
ARG PYTHON=python:3.11-slim

FROM ${MAVEN} AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress -Prelease -pl distribution -am -DskipTests -Dspotless.check.skip=true \
      -Dnullness.skip=true package \
 && mkdir /unpacked && cd /unpacked && jar xf /build/distribution/target/steerscope-*.zip \
 && mv steerscope-* steerscope && chmod 755 steerscope/steerscope
COPY --chmod=755 deploy/ready /unpacked/steerscope/ready

FROM ${JAVA} AS program
RUN useradd --create-home --uid 10001 steerscope && mkdir /data /opt/native && chown steerscope /data /opt/native
# Where the libraries of DJL and libtorch are unpacked to, and found.
ENV DJL_CACHE_DIR=/opt/native
WORKDIR /opt/steerscope
COPY --from=build /unpacked/steerscope ./
USER steerscope
VOLUME /data
ENTRYPOINT ["/opt/steerscope/steerscope"]
CMD ["--help"]

FROM program AS cpu
# They are unpacked here, once: containers start faster, and their root need not be writable.
RUN ./steerscope image --bundle bundles/toybox-sdxl --prompt "a red car" --steps 1 --out /tmp/car.png && rm /tmp/car.png

# libtorch for CUDA with the libraries of CUDA that it was built for; nothing Python runs.
FROM ${PYTHON} AS torch
RUN pip install --no-cache-dir --target /torch torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128 \
 && cd /torch && find . -mindepth 1 -maxdepth 1 ! -name torch ! -name nvidia -exec rm -rf {} + \
 && find torch -mindepth 1 -maxdepth 1 ! -name lib -exec rm -rf {} +

FROM program AS cuda
COPY --from=torch /torch /opt/torch
ENV PYTORCH_LIBRARY_PATH=/opt/torch/torch/lib NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
RUN ./steerscope image --bundle bundles/toybox-sdxl --prompt "a red car" --steps 1 --out /tmp/car.png && rm /tmp/car.png

# What is built unless another is asked for.
FROM cpu
