package io.breakwater.tooling.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an attribute, an operation or a parameter of an MBean means, for whoever sees it in a console. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@interface Meaning {
    String value();

    /** Of a parameter. */
    String name() default "";
}
