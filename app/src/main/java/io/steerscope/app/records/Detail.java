package io.steerscope.app.records;

/**
 * What is long in a record and printed only where it is asked for; its size is printed in any case.
 *
 * @param images the bytes of images, and the values of the records that dead letters are about, as base64
 * @param embeddings the elements of embeddings
 */
public record Detail(boolean images, boolean embeddings) {}
