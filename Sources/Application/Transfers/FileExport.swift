import HTTP

/// One export of the server, to standard output or a file.
struct FileExport {
    let server: ServerCall
    let console: Console

    /// Writes all lines to standard output.
    func print() throws(CommandFailure) {
        defer { console.show(nil) }
        var rest: [UInt8] = []
        try fetch(after: nil) { (_, content) throws(CommandFailure) in
            rest += content
            guard let end = rest.lastIndex(of: 0x0A) else { return }
            try console.write(String(decoding: rest[...end], as: UTF8.self))
            rest.removeFirst(end + 1)
        }
    }

    /// Writes all lines to the file, after those that an earlier run has left.
    func save(to path: String) throws(CommandFailure) {
        defer { console.show(nil) }
        var file = try ExportFile.earlier(path)
        if let earlier = file {
            console.tell("goes on after line \(earlier.lineCount)")
            if try append(to: &file, path) { return }
            console.tell("begins anew: the server's content has changed since")
            earlier.discard()
            file = nil
        }
        _ = try append(to: &file, path)
    }

    /// Whether the file is whole; not where the server's content is another by now.
    private func append(to file: inout ExportFile?, _ path: String) throws(CommandFailure) -> Bool {
        let earlier = file
        do throws(CommandFailure) {
            let isSame = try fetch(after: earlier) { (version, content) throws(CommandFailure) in
                let open = if let file { file } else { try ExportFile(path, version: version) }
                file = open
                try open.write(content)
                console.show("\(open.lineCount) lines")
            }
            guard isSame else { return false }
        } catch {
            if error.code == .temporary, let file {
                let advice =
                    "\(file.lineCount) lines are in, and the same command goes on from there"
                throw CommandFailure(.temporary, error.messages + [advice])
            }
            throw error
        }
        // Of a server that has nothing nothing has come.
        let whole = if let file { file } else { try ExportFile(path, version: "0") }
        try whole.finish()
        return true
    }

    /// Gives what comes, with its version; false where the server has another than asked for.
    @discardableResult
    private func fetch(
        after earlier: ExportFile?, _ take: (String, [UInt8]) throws(CommandFailure) -> Void
    ) throws(CommandFailure) -> Bool {
        var problem: [UInt8] = []
        var target = "/v1/export"
        var fields: [(String, String)] = []
        if let earlier {
            target += "?skip=\(earlier.lineCount)"
            fields.append(("If-Match", "\"\(earlier.version)\""))
        }
        do {
            let answer = try server.send("GET", target, fields: fields) {
                (answer, content) throws(CommandFailure) in
                guard answer.status == 200 else {
                    problem += content
                    return
                }
                let tag = answer.field("etag") ?? ""
                try take(String(tag.filter(\.isWholeNumber)), content)
            }
            if answer.status == 412 { return false }
            guard answer.status == 200 else {
                throw CommandFailure(status: answer.status ?? 0, problem)
            }
            return true
        } catch let failure as ServerCall.Failure {
            throw CommandFailure(failure.hasBegun ? .temporary : .unavailable, failure.reason)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.software, "\(error)")
        }
    }
}
