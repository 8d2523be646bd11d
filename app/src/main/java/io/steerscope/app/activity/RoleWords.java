package io.steerscope.app.activity;

/**
 * How a role names itself and what it deals with.
 *
 * @param role name of the role, such as {@code generator}
 * @param result one of what it makes, in the singular, such as {@code image}
 * @param input one of what it reads, in the singular, such as {@code job}
 */
public record RoleWords(String role, String result, String input) {

    static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
