package io.steerscope.inference.image;

/** Is told the declared size of an image before anything of that size is allocated. */
@FunctionalInterface
interface SizeCheck {

    /**
     * Lets an image pass, once for each that is decoded.
     *
     * @param format such as {@code PNG}
     * @param width columns, any number
     * @param height rows, any number
     * @param bytesPerPixel heap that decoding takes
     * @throws ImageDecodingException if the image must not be decoded
     */
    void accept(String format, int width, int height, int bytesPerPixel);
}
