import Testing

@testable import Telemetry

struct MetricNameTests {
    @Test(arguments: [
        ("a", true, true), ("http_requests_total", true, true), ("a:b", true, false),
        ("_a9", true, true), ("__a", true, false), ("", false, false), ("9a", false, false),
        ("a-b", false, false), ("å", false, false), ("a b", false, false), ("a\n", false, false),
    ])
    func `names are those that Prometheus allows`(text: String, isMetric: Bool, isLabel: Bool) {
        #expect(MetricName.isMetric(text) == isMetric)
        #expect(MetricName.isLabel(text) == isLabel)
    }
}
