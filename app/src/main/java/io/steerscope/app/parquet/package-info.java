/** Tables in files of Apache Parquet. */
@NullMarked
package io.steerscope.app.parquet;

import org.jspecify.annotations.NullMarked;
