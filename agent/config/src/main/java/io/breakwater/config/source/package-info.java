/**
 * Where a configuration comes from: a file, a directory of files, a URL. Sources deliver bytes or say why they cannot;
 * what is in the bytes, they do not know.
 */
package io.breakwater.config.source;
