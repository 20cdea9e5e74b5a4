import ArenaCore
import HTTP

/// Export and import, for admins (CONVENTIONS §16).
enum TransferHandlers {
    static func export(_ call: Call) throws(Refusal) -> HTTPResponse {
        call.lines(ExportLines(call.view))
    }

    static func `import`(_ call: Call) -> (sink: any HTTPBodySink, limit: Int) {
        let run = ImportRun(call)
        let sink = LinesSink(
            call, results: run.results, linesMax: run.linesMax, holdsLines: run.isAtomic,
            end: { run.end() },
            take: { run.take($1, $2) })
        let limits = call.api.configuration
        return (sink, run.isAtomic ? limits.linesBytesMax : limits.importBytesMax)
    }
}
