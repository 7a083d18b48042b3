package org.example.library;

import org.example.app.Door;

/** A subclass that comes with the client. */
public class OwnDoor extends Door {
    @Override
    public String knock() {
        return "own " + super.knock();
    }
}
