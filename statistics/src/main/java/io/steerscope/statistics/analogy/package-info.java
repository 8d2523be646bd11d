/**
 * Arithmetic of embeddings: whether a is to b as c is to d in a space of vectors.
 *
 * <p>A vector is read as float32, widened, and divided by its Euclidean length in double, summed from the first
 * coordinate to the last. Ranks are those of scores computed so, whatever the number of threads and the blocks in which
 * candidates are looked at: single precision only says which candidates cannot matter.
 *
 * <p>Sources: vector offset (Mikolov, Yih and Zweig, NAACL 2013), 3CosMul and PairDirection (Levy and Goldberg, CoNLL
 * 2014), baselines without an analogy (Linzen, RepEval 2016), offset concentration and pairing consistency (Fournier,
 * Dupoux and Dunbar, CoNLL 2020), typicality (Jurgens et al., SemEval-2012 Task 2).
 */
@NullMarked
package io.steerscope.statistics.analogy;

import org.jspecify.annotations.NullMarked;
