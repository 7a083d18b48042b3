package io.breakwater.config;

import java.util.List;

/** A list of words that stays what it is. Thread-safety: immutable. */
abstract class WordsType extends ListType<List<String>> {

    WordsType(Form form) {
        super(form);
    }

    @Override
    final List<String> combine(List<String> words) {
        return words;
    }

    @Override
    public final String show(List<String> value) {
        return show((Iterable<String>) value);
    }
}
