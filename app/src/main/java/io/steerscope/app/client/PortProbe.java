package io.steerscope.app.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What listens at an address, found by speaking to it: a client that speaks the wrong protocol only times out. */
final class PortProbe {

    /** What was found. */
    enum Speech {
        KAFKA,
        TLS,
        HTTP,
        SOMETHING_ELSE
    }

    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 1_500;
    private static final int CORRELATION = 0x53544545;
    private static final int API_VERSIONS = 18;

    private final InetSocketAddress address;

    PortProbe(InetSocketAddress address) {
        this.address = address;
    }

    /** @throws IOException if nothing accepts connections there */
    void requireListener() throws IOException {
        try (Socket socket = connect()) {
            socket.getInputStream();
        }
    }

    /** What listens there. */
    Speech speech() {
        if (speaksKafka()) {
            return Speech.KAFKA;
        }
        if (speaksTls()) {
            return Speech.TLS;
        }
        return speaksHttp() ? Speech.HTTP : Speech.SOMETHING_ELSE;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A request of Kafka for the versions it knows, which every listener answers before any login. */
    private boolean speaksKafka() {
        try (Socket socket = connect()) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(2 + 2 + 4 + 2);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            return in.readInt() == CORRELATION;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean speaksHttp() {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] start = socket.getInputStream().readNBytes(5);
            return new String(start, StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException e) {
            return false;
        }
    }

    /** A handshake that trusts anybody and is given up afterwards: nothing is sent over it. */
    private boolean speaksTls() {
        try (Socket socket = connect()) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            SSLSocket tls = (SSLSocket)
                    context.getSocketFactory().createSocket(socket, address.getHostString(), address.getPort(), false);
            tls.startHandshake();
            return true;
        } catch (javax.net.ssl.SSLException e) {
            // An alert is TLS as well, as of a server that asks for a certificate.
            return String.valueOf(e.getMessage()).startsWith("Received fatal alert");
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is the client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Who it is does not matter, only that it speaks TLS.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
