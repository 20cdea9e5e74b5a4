import Synchronization

/// A number that rises and falls, from 0. Any thread may change it, without a lock.
public final class Gauge: WritableMetric {
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// The number now.
    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    /// Makes the number `value`.
    public func set(_ value: Double) {
        bits.store(value.bitPattern, ordering: .relaxed)
    }

    /// Adds `amount`, which may be negative. No addition of another thread is lost.
    public func add(_ amount: Double) {
        bits.addDouble(amount)
    }

    /// Adds 1.
    public func increment() { add(1) }

    /// Takes 1 away.
    public func decrement() { add(-1) }

    func write(_ name: String, labels: MetricLabels, to text: inout ExpositionText) {
        text.appendSample(name, labels, ExpositionText.number(value))
    }
}

extension Atomic where Value == UInt64 {
    /// Adds `amount` to the number whose bits are stored here.
    func addDouble(_ amount: Double) {
        var current = load(ordering: .relaxed)
        while true {
            let sum = Double(bitPattern: current) + amount
            let (isExchanged, original) = weakCompareExchange(
                expected: current, desired: sum.bitPattern, ordering: .relaxed)
            if isExchanged { return }
            current = original
        }
    }
}
