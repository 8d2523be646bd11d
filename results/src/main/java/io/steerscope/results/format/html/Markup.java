package io.steerscope.results.format.html;

import io.steerscope.results.document.Numbers;

/** HTML and SVG text under construction. Text is escaped, markup is not. */
final class Markup {

    private final StringBuilder out = new StringBuilder();

    /** Appends markup as it is; {@code %s} arguments are escaped. */
    Markup raw(String markup, Object... texts) {
        Object[] escaped = new Object[texts.length];
        for (int i = 0; i < texts.length; i++) {
            escaped[i] = texts[i] instanceof Number ? texts[i] : escape(String.valueOf(texts[i]));
        }
        out.append(texts.length == 0 ? markup : Numbers.format(markup, escaped));
        return this;
    }

    /** Appends other markup. */
    Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
