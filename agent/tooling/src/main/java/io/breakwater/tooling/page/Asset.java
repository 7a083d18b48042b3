package io.breakwater.tooling.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A file of the page, in the agent jar. Nothing else can be asked for. Thread-safety: immutable. */
enum Asset {
    INDEX("/", "index.html", "text/html; charset=utf-8"),
    SCRIPT("/page.js", "page.js", "text/javascript; charset=utf-8"),
    TABLE_SCRIPT("/table.js", "table.js", "text/javascript; charset=utf-8"),
    CURVES_SCRIPT("/charts.js", "charts.js", "text/javascript; charset=utf-8"),
    STYLE("/page.css", "page.css", "text/css; charset=utf-8"),
    CHART_SCRIPT("/uPlot.iife.min.js", "uPlot.iife.min.js", "text/javascript; charset=utf-8"),
    CHART_STYLE("/uPlot.min.css", "uPlot.min.css", "text/css; charset=utf-8");

    private final String path;
    private final String file;
    private final String contentType;

    Asset(String path, String file, String contentType) {
        this.path = path;
        this.file = file;
        this.contentType = contentType;
    }

    static @Nullable Asset at(String path) {
        for (Asset asset : values()) {
            if (asset.path.equals(path)) {
                return asset;
            }
        }
        return null;
    }

    Response response() throws IOException {
        try (InputStream in = Asset.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing in the agent jar");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
            }
            return new Response(200, contentType, bytes.toByteArray());
        }
    }
}
