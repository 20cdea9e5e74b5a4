import Synchronization

/// Counters that differ by their labels.
public typealias CounterFamily = MetricFamily<Counter>
/// Gauges that differ by their labels.
public typealias GaugeFamily = MetricFamily<Gauge>
/// Histograms that differ by their labels.
public typealias HistogramFamily = MetricFamily<Histogram>

/// The metrics of one name, one for each combination of label values that was asked for.
///
/// The values must come from a small set that no client can widen: every combination is kept
/// until the process ends.
public final class MetricFamily<Member: Metric>: Sendable {
    /// The names of the labels, in order.
    public let labels: [String]

    private let make: @Sendable () -> Member
    private let members = Mutex<[[String]: Member]>([:])

    init(labels: [String], make: @escaping @Sendable () -> Member) {
        self.labels = labels
        self.make = make
    }

    /// The metric with these label values, in the order of the label names.
    ///
    /// The first call makes it, and with it its series, at 0. This takes a lock: hot code asks
    /// once and keeps the metric. As many values as labels must be given.
    public func with(_ values: [String]) -> Member {
        precondition(values.count == labels.count, "A metric needs a value for each label.")
        return members.withLock { members in
            if let member = members[values] { return member }
            let member = make()
            members[values] = member
            return member
        }
    }

    /// The metric with these label values, in the order of the label names; as `with(_:)` of an
    /// array.
    public func with(_ values: String...) -> Member { with(values) }

    /// Every metric with its labels, in the order of the label values.
    var sorted: [(labels: MetricLabels, member: Member)] {
        members.withLock { Array($0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { (labels: MetricLabels(names: labels, values: $0.key), member: $0.value) }
    }
}
