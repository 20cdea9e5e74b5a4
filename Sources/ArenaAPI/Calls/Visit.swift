import ArenaCore
import HTTP
import Telemetry

/// One request as the log and its answer name it.
package struct Visit: Sendable {
    let id: ID<Visit>
    /// What a trusted proxy calls it.
    let given: String?
    /// Its place in the trace that it came with, or that begins with it (W3C Trace Context).
    let trace: TraceContext
    let now: Timestamp
    let started = ContinuousClock.now
    let defaultLanguage: Language
    /// How its client stands under the quotas that it was counted under.
    var standings: [RateStanding] = []

    init(
        id: ID<Visit>, given: String? = nil, trace: TraceContext? = nil, now: Timestamp,
        defaultLanguage: Language
    ) {
        self.id = id
        self.given = given
        self.trace =
            trace ?? TraceContext(randomTraceID: (id.high, id.low), randomSpanID: id.low)
        self.now = now
        self.defaultLanguage = defaultLanguage
    }

    var requestID: String { given ?? id.description }

    /// What problems are told in.
    func language(of head: HTTPRequestHead) -> Language {
        guard head.fields.contains("accept-language") else { return defaultLanguage }
        return Language(accepted: head.fields.all("accept-language")) ?? defaultLanguage
    }
}

extension Language {
    /// The best of an `Accept-Language` (RFC 9110 §12.5.4, looked up as RFC 4647 §3.4); nil where
    /// it names none that there is. Norwegian in any form is read as bokmål (CONVENTIONS §8).
    init?(accepted lines: [String]) {
        var best: (language: Language, quality: Double)?
        for range in lines.flatMap({ $0.split(separator: ",") }) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let tag = parts.first, let language = Language(tag: tag) else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") || $0.hasPrefix("Q=") }
            let quality = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if quality > best?.quality ?? 0 { best = (language, quality) }
        }
        guard let best else { return nil }
        self = best.language
    }

    private init?(tag: String) {
        switch tag.split(separator: "-").first?.lowercased() {
        case "nb", "no", "nn": self = .nb
        case "en": self = .en
        default: return nil
        }
    }
}

extension TraceContext {
    /// The server's own span in the trace of a request; nil where it has none that is well formed.
    init?(_ head: HTTPRequestHead) {
        guard head.fields.contains("traceparent") else { return nil }
        let lines = head.fields.all("traceparent")
        let states = head.fields.all("tracestate")
        guard lines.count == 1,
            let caller = TraceContext(
                traceparent: lines[0],
                tracestate: states.isEmpty ? nil : states.joined(separator: ","))
        else { return nil }
        self = caller.child(randomSpanID: .random(in: 1 ... .max))
    }
}

extension HTTPResponseFields {
    /// The name of the request, and where it stands in its trace.
    mutating func append(_ visit: Visit) {
        if let given = visit.given {
            append("X-Request-Id", given)
        } else {
            append("X-Request-Id") { visit.id.write(into: &$0) }
        }
        append("traceparent") { visit.trace.write(into: &$0) }
    }
}
