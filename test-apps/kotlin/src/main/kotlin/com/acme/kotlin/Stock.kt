package com.acme.kotlin

/** What the compiler of Kotlin makes of classes: companions, defaults, extensions, properties. */
class Stock(private val items: MutableMap<String, Int> = mutableMapOf()) {
    val size: Int get() = items.values.sum()

    fun add(name: String, amount: Int = 1): Stock {
        items.merge(name, amount, Int::plus)
        return this
    }

    inline fun each(work: (String) -> Unit) = names().forEach(work)

    fun names(): List<String> = items.keys.sorted()

    suspend fun later(): Int = size

    companion object {
        @JvmStatic fun empty() = Stock()

        fun of(vararg names: String) = Stock().also { stock -> names.forEach { stock.add(it) } }
    }
}

data class Item(val name: String, val amount: Int)

object Register {
    fun check(item: Item): String = when {
        item.amount < 0 -> throw IllegalStateException("${item.name} is negative")
        else -> "${item.name} ok"
    }
}

fun Stock.report(): String = names().joinToString { it.uppercase() }

fun main() {
    val stock = Stock.of("oak", "elm").add("ash").add("oak", 2)
    println(stock.report())
    println(stock.size)
    stock.each { println(it) }
    println(Register.check(Item("oak", 3)))
    val lambda = { item: Item -> Register.check(item) }
    try {
        println(lambda(Item("elm", -1)))
    } catch (e: IllegalStateException) {
        println(e.message)
    }
    println(Stock.empty().size)
}
