# The steerscope command with its toy models.
#   docker build -t steerscope .
#   docker run --rm -v "$PWD/out:/out" steerscope run --categories size,pattern,weather --pairs-per-category 20 \
#     --methods lerp,shuffled --seeds 0 --alphas 1 --smallest-effect 0.05 --out /out/first
# Both bases may be replaced: MAVEN needs a JDK (17 or newer) and Maven, JAVA a JRE on glibc with a shell.
ARG MAVEN=maven:3.9-eclipse-temurin-17
ARG JAVA=eclipse-temurin:17-jre

FROM ${MAVEN} AS build
WORKDIR /build
COPY . .
RUN mvn --batch-mode --no-transfer-progress -pl app -am -DskipTests -Dspotless.check.skip=true -Dnullness.skip=true package \
 && touch app/target/built-by-launcher

FROM ${JAVA}
RUN useradd --create-home --uid 10001 steerscope && mkdir /data && chown steerscope /data
WORKDIR /opt/steerscope
COPY --from=build /build/app/target/lib app/target/lib
COPY --from=build /build/app/target/steerscope.jar /build/app/target/built-by-launcher app/target/
COPY bundles bundles
COPY pairs pairs
COPY steerscope LICENSE ./
USER steerscope
VOLUME /data
ENTRYPOINT ["/opt/steerscope/steerscope"]
CMD ["--help"]
