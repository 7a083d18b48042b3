/** Ordinary services, which know nothing of Breakwater. What each of them does is one order, handed on to the next. */
package io.breakwater.smoke.services;
