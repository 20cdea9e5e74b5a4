/// What a family of metrics has one of for each combination of label values.
public protocol Metric: AnyObject, Sendable {
}

/// A metric that this module can write.
protocol WritableMetric: Metric {
    /// Appends the samples of this metric.
    func write(_ name: String, labels: MetricLabels, to text: inout ExpositionText)
}
