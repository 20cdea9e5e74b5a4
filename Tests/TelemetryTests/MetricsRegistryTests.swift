import Telemetry
import Testing

struct MetricsRegistryTests {
    private func text(_ registry: MetricsRegistry) -> String {
        String(decoding: registry.exposition(), as: UTF8.self)
    }

    @Test func `an empty registry has an empty exposition`() {
        #expect(MetricsRegistry().exposition().isEmpty)
    }

    @Test func `families come in the order of registration and series in that of labels`() {
        let registry = MetricsRegistry()
        let requests = registry.counter(
            "http_requests_total", help: "Requests.", labels: ["method", "code"])
        let inFlight = registry.gauge("http_requests_in_flight", help: "Now.")
        requests.with("POST", "201").add()
        requests.with("GET", "404").add(2)
        _ = requests.with("GET", "200")
        inFlight.increment()
        inFlight.add(1.5)
        #expect(
            text(registry) == """
                # HELP http_requests_total Requests.
                # TYPE http_requests_total counter
                http_requests_total{method="GET",code="200"} 0
                http_requests_total{method="GET",code="404"} 2
                http_requests_total{method="POST",code="201"} 1
                # HELP http_requests_in_flight Now.
                # TYPE http_requests_in_flight gauge
                http_requests_in_flight 2.5

                """)
    }

    @Test func `a family without series still has its help and type`() {
        let registry = MetricsRegistry()
        _ = registry.counter("a_total", help: "A.", labels: ["b"])
        #expect(text(registry) == "# HELP a_total A.\n# TYPE a_total counter\n")
    }

    @Test func `help and label values are escaped`() {
        let registry = MetricsRegistry()
        registry.gauge("g", help: "a\\b\n\"c\"", labels: ["l"]).with("x\\y\n\"z\"").set(1)
        #expect(
            text(registry) == #"# HELP g a\\b\n"c""# + "\n# TYPE g gauge\n"
                + #"g{l="x\\y\n\"z\""} 1"# + "\n")
    }

    @Test func `a histogram is cumulative and its last bucket is the count`() {
        let registry = MetricsRegistry()
        let durations = registry.histogram(
            "d_seconds", help: "D.", labels: ["route"], buckets: [0.005, 0.5, 10])
        let route = durations.with("/v1")
        for value in [0.005, 0.25, 0.5, 7, 100] { route.observe(value) }
        route.observe(.nan)
        #expect(
            text(registry) == """
                # HELP d_seconds D.
                # TYPE d_seconds histogram
                d_seconds_bucket{route="/v1",le="0.005"} 1
                d_seconds_bucket{route="/v1",le="0.5"} 3
                d_seconds_bucket{route="/v1",le="10"} 4
                d_seconds_bucket{route="/v1",le="+Inf"} 5
                d_seconds_sum{route="/v1"} 107.755
                d_seconds_count{route="/v1"} 5

                """)
        #expect(route.count == 5)
        #expect(route.sum == 107.755)
    }

    @Test func `functions are asked at each exposition`() {
        let registry = MetricsRegistry()
        let source = Counter.forTests(registry)
        registry.gaugeFunction("posts", help: "P.", labels: ["state"]) {
            [
                (labels: ["published"], value: Double(source.value)),
                (labels: ["draft"], value: 1), (labels: [], value: 9),
            ]
        }
        registry.gaugeFunction("absent", help: "A.") { nil }
        registry.counterFunction("cpu_total", help: "C.") { 0.25 }
        #expect(text(registry).contains("posts{state=\"draft\"} 1\nposts{state=\"published\"} 0\n"))
        source.add(7)
        #expect(
            text(registry).hasSuffix(
                """
                posts{state="draft"} 1
                posts{state="published"} 7
                # HELP absent A.
                # TYPE absent gauge
                # HELP cpu_total C.
                # TYPE cpu_total counter
                cpu_total 0.25

                """))
    }

    @Test func `a name may not come twice or be malformed`() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricsRegistry()
            _ = registry.gauge("a", help: "")
            _ = registry.gauge("a", help: "")
        }
        await #expect(processExitsWith: .failure) {
            _ = MetricsRegistry().gauge("a-b", help: "")
        }
        await #expect(processExitsWith: .failure) {
            _ = MetricsRegistry().counter("a", help: "", labels: ["b"]).with("c", "d")
        }
    }
}

extension Counter {
    fileprivate static func forTests(_ registry: MetricsRegistry) -> Counter {
        registry.counter("source_total", help: "S.")
    }
}
