package io.breakwater.extension.http;

import java.util.Map;

/** A request that is a map of its headers, with what else there is under {@code :method} and {@code :path}. */
final class MapHead implements RequestHead<Map<String, String>> {
    @Override
    public String header(Map<String, String> request, String name) {
        return request.get(name);
    }

    @Override
    public String peer(Map<String, String> request) {
        return request.get("peer");
    }

    @Override
    public String method(Map<String, String> request) {
        return request.get(":method");
    }

    @Override
    public String target(Map<String, String> request) {
        return request.get(":path");
    }
}
