import Synchronization

/// A number that only rises, from 0. Any thread may add, without waiting for another.
public final class Counter: WritableMetric {
    private let count = Atomic<UInt64>(0)

    init() {}

    /// How much was added so far; beyond 2⁶⁴ − 1 it starts at 0 again.
    public var value: UInt64 { count.load(ordering: .relaxed) }

    /// Adds `amount`.
    public func add(_ amount: UInt64 = 1) {
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    func write(_ name: String, labels: MetricLabels, to text: inout ExpositionText) {
        text.appendSample(name, labels, String(value))
    }
}
