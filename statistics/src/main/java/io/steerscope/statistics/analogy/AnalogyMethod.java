package io.steerscope.statistics.analogy;

/** How a question is answered: the score of a candidate w with unit vector u_w. */
public enum AnalogyMethod {
    /** u_w . unit(u_b - u_a + u_c), of unit vectors (Mikolov et al. 2013). */
    COS_ADD("3cosadd"),
    /** u_w . unit(v_b - v_a + v_c), of vectors as they are. */
    COS_ADD_RAW("3cosadd-raw"),
    /** s_b s_c / (s_a + 1e-6), s_x = (1 + u_w . u_x) / 2 (Levy and Goldberg 2014). */
    COS_MUL("3cosmul"),
    /** cos(u_w - u_c, u_b - u_a); minus infinity where u_w = u_c, absent where u_a = u_b. */
    PAIR_DIRECTION("pair-direction"),
    /** u_w . u_c: no analogy at all (Linzen 2016). */
    ONLY_C("only-c"),
    /** u_w . u_b: no analogy at all. */
    ONLY_B("only-b");

    private final String id;

    AnalogyMethod(String id) {
        this.id = id;
    }

    /** As people and files write it. */
    public String id() {
        return id;
    }

    /** Whether it uses no analogy. */
    public boolean isBaseline() {
        return this == ONLY_C || this == ONLY_B;
    }

    @Override
    public String toString() {
        return id;
    }
}
