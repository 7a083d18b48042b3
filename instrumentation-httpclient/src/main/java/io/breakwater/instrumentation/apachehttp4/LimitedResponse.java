package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import java.util.Locale;
import org.apache.http.Header;
import org.apache.http.HeaderIterator;
import org.apache.http.HttpEntity;
import org.apache.http.ProtocolVersion;
import org.apache.http.StatusLine;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.params.HttpParams;

/** An answer whose body is under a limit, which ends when the answer is closed. Thread-safety: as the answer within. */
final class LimitedResponse implements CloseableHttpResponse {
    private final CloseableHttpResponse response;
    private final BodyLimit limit;

    LimitedResponse(CloseableHttpResponse response, BodyLimit limit) {
        this.response = response;
        this.limit = limit;
    }

    /** Under the limit until it is closed: the old-style clients read what is left of the body. */
    @Override
    public void close() throws IOException {
        try {
            response.close();
        } finally {
            limit.end();
        }
    }

    @Override
    public String toString() {
        return response.toString();
    }

    @Override
    public ProtocolVersion getProtocolVersion() {
        return response.getProtocolVersion();
    }

    @Override
    public StatusLine getStatusLine() {
        return response.getStatusLine();
    }

    @Override
    public HttpEntity getEntity() {
        return response.getEntity();
    }

    @Override
    public Locale getLocale() {
        return response.getLocale();
    }

    @Override
    public boolean containsHeader(String name) {
        return response.containsHeader(name);
    }

    @Override
    public Header[] getHeaders(String name) {
        return response.getHeaders(name);
    }

    @Override
    public Header getFirstHeader(String name) {
        return response.getFirstHeader(name);
    }

    @Override
    public Header getLastHeader(String name) {
        return response.getLastHeader(name);
    }

    @Override
    public Header[] getAllHeaders() {
        return response.getAllHeaders();
    }

    @Override
    public HeaderIterator headerIterator() {
        return response.headerIterator();
    }

    @Override
    public HeaderIterator headerIterator(String name) {
        return response.headerIterator(name);
    }

    @Override
    public HttpParams getParams() {
        return response.getParams();
    }

    @Override
    public void setStatusLine(StatusLine line) {
        response.setStatusLine(line);
    }

    @Override
    public void setStatusLine(ProtocolVersion version, int code) {
        response.setStatusLine(version, code);
    }

    @Override
    public void setStatusLine(ProtocolVersion version, int code, String reason) {
        response.setStatusLine(version, code, reason);
    }

    @Override
    public void setStatusCode(int code) {
        response.setStatusCode(code);
    }

    @Override
    public void setReasonPhrase(String reason) {
        response.setReasonPhrase(reason);
    }

    @Override
    public void setEntity(HttpEntity entity) {
        response.setEntity(entity);
    }

    @Override
    public void setLocale(Locale locale) {
        response.setLocale(locale);
    }

    @Override
    public void addHeader(Header header) {
        response.addHeader(header);
    }

    @Override
    public void addHeader(String name, String value) {
        response.addHeader(name, value);
    }

    @Override
    public void setHeader(Header header) {
        response.setHeader(header);
    }

    @Override
    public void setHeader(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void setHeaders(Header[] headers) {
        response.setHeaders(headers);
    }

    @Override
    public void removeHeader(Header header) {
        response.removeHeader(header);
    }

    @Override
    public void removeHeaders(String name) {
        response.removeHeaders(name);
    }

    @Override
    public void setParams(HttpParams params) {
        response.setParams(params);
    }
}
