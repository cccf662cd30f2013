package org.relabel4j.pages;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The colours of figures, on white and on a page's dark ground. Those of curves are Okabe and Ito's 2008, "Color Universal
 * Design", without yellow, which is too pale for a line on white, and with a grey; on dark ground the dark ones are lighter.
 */
public enum Ink {
    GROUND(0xFFFFFF, 0x1E2327),
    TEXT(0x222222, 0xE8EAED),
    QUIET(0x555555, 0xA9B1BA),
    GRID(0xE3E3E3, 0x363D45),
    AXIS(0x888888, 0x858E98),
    FAINT(0xD5D9DE, 0x4B545E),
    BLUE(0x0072B2, 0x4A9FE0),
    GREY(0x666666, 0xA3A3A3),
    ORANGE(0xE69F00, 0xE69F00),
    GREEN(0x009E73, 0x1FBF93),
    PINK(0xCC79A7, 0xDB8FBA),
    SKY(0x56B4E9, 0x8FD3FA),
    VERMILION(0xD55E00, 0xF07A22),
    BLACK(0x000000, 0xFFFFFF);

    private final Color light;
    private final Color dark;

    Ink(int light, int dark) {
        this.light = new Color(light);
        this.dark = new Color(dark);
    }

    /** The colour on white, in which figures are drawn. */
    public Color color() {
        return light;
    }

    /** The rules of a style sheet that turn the figures in a page to their colours on dark ground. */
    static String darkRules() {
        return Stream.of(values())
                .flatMap(ink -> Stream.of("fill", "stroke").map(property -> ink.rule(property)))
                .collect(Collectors.joining("\n"));
    }

    private String rule(String property) {
        return String.format(
                Locale.ROOT,
                "figure svg[%1$s=\"%2$s\"], figure svg [%1$s=\"%2$s\"] { %1$s: #%3$06x; }",
                property,
                inSvg(),
                dark.getRGB() & 0xFFFFFF);
    }

    /** As Batik writes it. */
    private String inSvg() {
        return switch (this) {
            case GROUND -> "white";
            case BLACK -> "black";
            default -> "rgb(" + light.getRed() + "," + light.getGreen() + "," + light.getBlue() + ")";
        };
    }
}
