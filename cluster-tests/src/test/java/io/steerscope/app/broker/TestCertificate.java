package io.steerscope.app.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A certificate of this machine, signed by itself, made with the JDK's {@code keytool}.
 *
 * @param keystore the key of the broker, PKCS12
 * @param trusted what clients trust, PEM
 */
record TestCertificate(Path keystore, Path trusted) {

    private static final String PASSWORD = "of-this-test";

    /** Makes one in a folder. */
    static TestCertificate create(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestCertificate certificate = new TestCertificate(folder.resolve("broker.p12"), folder.resolve("trusted.pem"));
        certificate.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2");
        certificate.keytool(
                "-exportcert", "-rfc", "-file", certificate.trusted().toString());
        return certificate;
    }

    /** Properties of the listener that shows it. */
    Map<String, String> brokerProperties() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of(
                "-alias", "broker", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keystore.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
