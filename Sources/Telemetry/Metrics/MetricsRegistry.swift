import Synchronization

/// The metrics of a process, and their text for Prometheus.
///
/// Any thread may use it. Names must be well formed and registered once; anything else is a
/// fault of the program and stops it.
public final class MetricsRegistry: Sendable {
    /// The media type of `exposition()`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The bounds, in seconds, that OpenTelemetry advises for the durations of HTTP requests.
    public static let requestDurationBuckets: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]

    /// One sample of a labelled function: the label values, in order, and the number.
    public typealias Sample = (labels: [String], value: Double)

    private struct Family: Sendable {
        let name: String
        let help: String
        let type: String
        let write: @Sendable (_ name: String, inout ExpositionText) -> Void
    }

    private let families = Mutex<[Family]>([])

    /// A registry without metrics.
    public init() {}

    /// Registers counters with labels; none exists until it is asked for. The name ends in
    /// `_total`.
    public func counter(_ name: String, help: String, labels: [String]) -> CounterFamily {
        register(name, help, "counter", labels) { Counter() }
    }

    /// Registers one counter without labels. The name ends in `_total`.
    public func counter(_ name: String, help: String) -> Counter {
        counter(name, help: help, labels: []).with([])
    }

    /// Registers gauges with labels; none exists until it is asked for.
    public func gauge(_ name: String, help: String, labels: [String]) -> GaugeFamily {
        register(name, help, "gauge", labels) { Gauge() }
    }

    /// Registers one gauge without labels.
    public func gauge(_ name: String, help: String) -> Gauge {
        gauge(name, help: help, labels: []).with([])
    }

    /// Registers histograms with labels; none exists until it is asked for.
    ///
    /// `buckets` are the upper bounds, rising and finite; one without bound is added.
    public func histogram(
        _ name: String, help: String, labels: [String], buckets: [Double]
    ) -> HistogramFamily {
        precondition(
            zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }
                && buckets.allSatisfy(\.isFinite) && !labels.contains("le"),
            "The bounds of a histogram rise, and its labels leave `le` to it.")
        return register(name, help, "histogram", labels) { Histogram(bounds: buckets) }
    }

    /// Registers one histogram without labels; as the one with labels.
    public func histogram(_ name: String, help: String, buckets: [Double]) -> Histogram {
        histogram(name, help: help, labels: [], buckets: buckets).with([])
    }

    /// Registers a gauge whose number `read` gives at each exposition, on the thread that asks
    /// for it; nil leaves the sample out.
    public func gaugeFunction(
        _ name: String, help: String, _ read: @escaping @Sendable () -> Double?
    ) {
        register(name, help, "gauge", labels: []) { read().map { [(labels: [], value: $0)] } ?? [] }
    }

    /// Registers gauges whose samples `read` gives at each exposition, on the thread that asks
    /// for it. A sample without a value for each label is left out.
    public func gaugeFunction(
        _ name: String, help: String, labels: [String],
        _ read: @escaping @Sendable () -> [Sample]
    ) {
        register(name, help, "gauge", labels: labels, read)
    }

    /// Registers a counter whose number `read` gives at each exposition, on the thread that
    /// asks for it; nil leaves the sample out. The number never falls.
    public func counterFunction(
        _ name: String, help: String, _ read: @escaping @Sendable () -> Double?
    ) {
        register(name, help, "counter", labels: []) {
            read().map { [(labels: [], value: $0)] } ?? []
        }
    }

    /// All metrics in the text format 0.0.4 of Prometheus: families in the order they were
    /// registered, series in the order of their label values.
    public func exposition() -> [UInt8] {
        var text = ExpositionText()
        // The functions are called without the lock: they may take locks of their own.
        for family in families.withLock({ $0 }) {
            text.appendHeader(family.name, help: family.help, type: family.type)
            family.write(family.name, &text)
        }
        return text.bytes
    }

    private func register<Member: WritableMetric>(
        _ name: String, _ help: String, _ type: String, _ labels: [String],
        make: @escaping @Sendable () -> Member
    ) -> MetricFamily<Member> {
        let family = MetricFamily(labels: labels, make: make)
        add(name, help, type, labels) { name, text in
            for (labels, member) in family.sorted {
                member.write(name, labels: labels, to: &text)
            }
        }
        return family
    }

    private func register(
        _ name: String, _ help: String, _ type: String, labels: [String],
        _ read: @escaping @Sendable () -> [Sample]
    ) {
        add(name, help, type, labels) { name, text in
            let samples = read().sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
            for sample in samples where sample.labels.count == labels.count {
                let pairs = MetricLabels(names: labels, values: sample.labels)
                text.appendSample(name, pairs, ExpositionText.number(sample.value))
            }
        }
    }

    private func add(
        _ name: String, _ help: String, _ type: String, _ labels: [String],
        write: @escaping @Sendable (String, inout ExpositionText) -> Void
    ) {
        precondition(MetricName.isMetric(name), "\(name) is no name of a metric.")
        for label in labels {
            precondition(MetricName.isLabel(label), "\(label) is no name of a label.")
        }
        families.withLock { families in
            precondition(
                !families.contains { $0.name == name }, "\(name) is registered already.")
            families.append(Family(name: name, help: help, type: type, write: write))
        }
    }
}
