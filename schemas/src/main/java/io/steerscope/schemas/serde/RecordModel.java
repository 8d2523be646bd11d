package io.steerscope.schemas.serde;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Identity;

/**
 * Avro's data model for the generated records.
 *
 * <p>Avro loads a class named by a schema only if it is trusted ({@code org.apache.avro.util.ClassSecurityValidator}),
 * and that trust is a setting of the whole JVM. This model instead loads the classes of the generated package, which no
 * schema from outside can add to, and leaves every other name to Avro's rule.
 */
final class RecordModel extends SpecificData {

    static final RecordModel INSTANCE = new RecordModel();

    private static final String PACKAGE = Identity.class.getPackageName();

    private final ConcurrentMap<String, Class<?>> classes = new ConcurrentHashMap<>();

    private RecordModel() {
        super(Identity.class.getClassLoader());
        addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    public @Nullable Class<?> getClass(Schema schema) {
        boolean named = schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
        return named && PACKAGE.equals(schema.getNamespace())
                ? classes.computeIfAbsent(schema.getFullName(), this::load)
                : super.getClass(schema);
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, true, getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("class " + name + " was not generated", e);
        }
    }
}
