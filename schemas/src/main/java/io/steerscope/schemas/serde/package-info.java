/**
 * Records to bytes and back: Avro single-object encoding.
 *
 * <p>A value is {@code C3 01}, the CRC-64-AVRO fingerprint of the writer's schema in eight bytes, little endian, and
 * the Avro binary encoding of the record (Avro specification, "Single-object encoding"). The fingerprint names the
 * schema by its parsing canonical form: documentation may change freely, names and types may not.
 *
 * <p>No registry is needed to read a topic. {@link io.steerscope.schemas.serde.ReleasedSchemas} carries every schema
 * that was ever released, under {@code schemas/released/v<n>/} on the class path, and a value of an older release is
 * resolved to the present record class by Avro's schema resolution. A value of a newer release is known by the header
 * {@link io.steerscope.schemas.serde.SchemaVersion#HEADER}, which every serializer that is given headers writes. All
 * classes are safe for use by several threads.
 */
@NullMarked
package io.steerscope.schemas.serde;

import org.jspecify.annotations.NullMarked;
