import Synchronization

/// How many observations fell at or below each of a row of bounds, and their sum.
///
/// Any thread may observe, without a lock. The exposition counts each observation in all its
/// buckets or none; the sum may be an observation ahead of or behind the count.
public final class Histogram: WritableMetric {
    private let bounds: [Double]
    /// One counter a bound for what fell between it and the bound before, and one for the rest.
    private let counters: [Counter]
    private let sumBits = Atomic<UInt64>(0)

    init(bounds: [Double]) {
        self.bounds = bounds
        counters = (0...bounds.count).map { _ in Counter() }
    }

    /// The number of observations so far.
    public var count: UInt64 { counters.reduce(0) { $0 &+ $1.value } }

    /// The sum of all observations so far.
    public var sum: Double { Double(bitPattern: sumBits.load(ordering: .relaxed)) }

    /// Counts `value`, in the base unit of the metric; not a number is left out.
    public func observe(_ value: Double) {
        guard !value.isNaN else { return }
        // A row of bounds is short: a loop is faster than halving.
        var index = 0
        while index < bounds.count, value > bounds[index] { index &+= 1 }
        counters[index].add()
        sumBits.addDouble(value)
    }

    func write(_ name: String, labels: MetricLabels, to text: inout ExpositionText) {
        var total: UInt64 = 0
        for (index, counter) in counters.enumerated() {
            total &+= counter.value
            let bound = index < bounds.count ? ExpositionText.number(bounds[index]) : "+Inf"
            text.appendSample(name + "_bucket", labels.adding("le", bound), String(total))
        }
        text.appendSample(name + "_sum", labels, ExpositionText.number(sum))
        // Not `count`, which may have risen since: the count equals the last bucket.
        text.appendSample(name + "_count", labels, String(total))
    }
}
