/// The names and values that tell the series of a family apart, in the order of the names.
struct MetricLabels: Sendable {
    private(set) var pairs: [(name: String, value: String)]

    static let none = MetricLabels(names: [], values: [])

    init(names: [String], values: [String]) {
        pairs = zip(names, values).map { (name: $0, value: $1) }
    }

    func adding(_ name: String, _ value: String) -> MetricLabels {
        var labels = self
        labels.pairs.append((name: name, value: value))
        return labels
    }
}
