package io.tributary.local.aot;

/** A program to be cached. */
final class Greeting {
    private Greeting() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
