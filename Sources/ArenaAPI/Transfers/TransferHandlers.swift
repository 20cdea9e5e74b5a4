import ArenaCore
import HTTP

/// Export and import, for admins (CONVENTIONS §16).
enum TransferHandlers {
    /// The state of one moment, whose number is its ETag: with `If-Match` and `skip` a cut is gone
    /// on from where it was.
    static func export(_ call: Call) throws(Refusal) -> HTTPResponse {
        let version = Int(clamping: call.view.contentPosition)
        try call.checkIfMatch(version)
        let tag = "\"\(version)\""
        var response: HTTPResponse
        if call.head.holds(tag) {
            response = call.done()
            response.status = .notModified
        } else {
            let skipped = Int(call.query.integer("skip") ?? 0)
            call.view.noteReadingOfAll()
            response = call.lines(made: ExportLines(call, after: skipped))
        }
        response.fields.append("ETag", tag)
        return response
    }

    static func `import`(_ call: Call) -> (sink: any HTTPBodySink, limit: Int) {
        let run = ImportRun(call)
        let sink = LinesSink(
            call, results: run.results, linesMax: run.linesMax, holdsLines: run.isAtomic,
            end: { run.end() },
            take: { run.take($0, $1, $2) })
        let limits = call.api.configuration
        return (sink, run.isAtomic ? limits.linesBytesMax : limits.importBytesMax)
    }
}
