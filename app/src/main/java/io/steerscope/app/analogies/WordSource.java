package io.steerscope.app.analogies;

import io.steerscope.statistics.analogy.Vocabulary;

/**
 * Words with vectors from one place.
 *
 * @param name what it is called: the name of a file or bundle
 * @param vocabulary the words
 * @param repeated words that stood there again, of which the first counts
 */
public record WordSource(String name, Vocabulary vocabulary, int repeated) {}
