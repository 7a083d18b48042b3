package org.example.traffic;

/** A client that an application has. */
public class Greeter {

    public String greet(String name, long times, double volume) {
        return "plain " + name + " " + times + " " + volume;
    }

    public int count(int most) throws InterruptedException {
        int count = 0;
        while (count < most) {
            count++;
        }
        return count;
    }
}
