# The steerscope command with its toy models, from the release archive.
#   docker build -t steerscope .
#   docker run --rm -v "$PWD/out:/out" steerscope run --categories size,pattern,weather --pairs-per-category 20 \
#     --methods lerp,shuffled --seeds 0 --alphas 1 --smallest-effect 0.05 --out /out/first
# Both bases may be replaced: MAVEN needs a JDK (17 or newer) and Maven, JAVA a JRE on glibc with a shell.
ARG MAVEN=maven:3.9-eclipse-temurin-17
ARG JAVA=eclipse-temurin:17-jre

FROM ${MAVEN} AS build
WORKDIR /build
COPY . .
RUN mvn --batch-mode --no-transfer-progress -Prelease -pl distribution -am -DskipTests -Dspotless.check.skip=true \
      -Dnullness.skip=true package \
 && mkdir /unpacked && cd /unpacked && jar xf /build/distribution/target/steerscope-*.zip \
 && mv steerscope-* steerscope && chmod 755 steerscope/steerscope

FROM ${JAVA}
RUN useradd --create-home --uid 10001 steerscope && mkdir /data && chown steerscope /data
WORKDIR /opt/steerscope
COPY --from=build /unpacked/steerscope ./
USER steerscope
VOLUME /data
ENTRYPOINT ["/opt/steerscope/steerscope"]
CMD ["--help"]
