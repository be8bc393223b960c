package dev.runnel.cli.demo;

import java.util.List;

/** What the demo shop sells. */
record Product(int id, String name, int price) {
    static final List<Product> ALL = List.of(
            new Product(1, "Laptop Pro", 1299),
            new Product(2, "Smartphone X", 899),
            new Product(3, "Tablet Air", 599),
            new Product(4, "Wireless Headphones", 199),
            new Product(5, "Smart Watch", 399),
            new Product(6, "Gaming Mouse", 79));
}
