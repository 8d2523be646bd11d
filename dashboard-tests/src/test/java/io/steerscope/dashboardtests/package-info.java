/**
 * The dashboard in a headless Chromium of this machine, driven by Playwright over the real HTTP interface and topology;
 * no browser is downloaded. Where there is none, the tests are skipped and say so.
 */
@NullMarked
package io.steerscope.dashboardtests;

import org.jspecify.annotations.NullMarked;
