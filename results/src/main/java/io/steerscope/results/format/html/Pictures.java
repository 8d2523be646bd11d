package io.steerscope.results.format.html;

import java.util.Base64;

import io.steerscope.schemas.record.Identity;

/** Single images. */
final class Pictures {

    private Pictures() {}

    /**
     * An image that a click, or the space bar, shows over the whole window and puts back again; it is a check box, so
     * that this needs no script.
     *
     * @param description what is to be seen, for those who cannot see it
     */
    static Markup of(Identity identity, String description, ImageSource images) {
        return images.png(identity)
                .map(png -> new Markup()
                        .raw(
                                "<label class=\"picture\"><input type=\"checkbox\" aria-label=\"Enlarge: %s\">",
                                description)
                        .raw(
                                "<img alt=\"%s\" src=\"data:image/png;base64,%s\"></label>",
                                description, Base64.getEncoder().encodeToString(png)))
                .orElseGet(() -> new Markup().raw("<div class=\"absent\">image not kept</div>"));
    }
}
