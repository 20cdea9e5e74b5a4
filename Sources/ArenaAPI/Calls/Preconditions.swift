import ArenaCore
import HTTP

extension Call {
    /// Throws where the caller does not have what it is about to change as it is: before the body
    /// is read (RFC 9110 §13.2). The write asks again, of the newest state.
    func checkPreconditions() throws(Refusal) {
        let isChange = [.put, .patch, .delete].contains(head.method)
        guard isChange, head.fields.contains("if-match") || head.fields.contains("if-none-match"),
            !route.path.contains("/cosigners/")
        else { return }
        try checkIfMatch(targetRevision)
    }

    private var targetRevision: Int? {
        let names = route.pathParameters
        if names == ["arena", "organisation"] {
            return try? membership(in: view).membership.revision
        }
        if names == ["post", "organisation"] { return try? adoption(in: view).adoption.revision }
        if names == ["event", "organisation"] {
            return try? attendance(in: view).attendance.revision
        }
        switch names.last {
        case "organisation": return try? organisation(in: view).revision
        case "arena": return try? arena(in: view).revision
        case "post": return try? post(in: view).revision
        case "token": return try? token(in: view).revision
        case "request": return try? release(in: view).revision
        case "report": return try? report(in: view).revision
        case "webhook": return try? webhook(in: view).revision
        case "comment": return try? comment(in: view).revision
        case "event": return try? event(in: view).revision
        case "follow-up": return try? followUp(in: view).revision
        case "code": return try? term(in: view).revision
        default: return nil
        }
    }

    /// Whether the caller has the resource in the revision that it is in; nil for one that is not
    /// there yet.
    ///
    /// `If-Match` compares revisions alone and also takes `"<revision>"` (DECISIONS §4); it is
    /// honoured and never required (PRODUCT §7). `If-None-Match: *` asks that there be none yet.
    /// RFC 9110 §13.1.1, §13.1.2.
    func checkIfMatch(_ revision: Int?) throws(Refusal) {
        if revision != nil, head.fields.all("if-none-match").contains("*") {
            throw failed(revision)
        }
        let lines = head.fields.all("if-match")
        if lines.isEmpty { return }
        let candidates: [String] = lines.flatMap { line in
            line.split(separator: ",").map { part in part.filter { $0 != " " && $0 != "\t" } }
        }
        let isMet = candidates.contains { candidate in
            guard let revision else { return false }
            if candidate == "*" { return true }
            // Proxies weaken the tags of what they compress: only the revision counts, so that
            // nothing is lost by reading such a tag as ours (CONVENTIONS §5).
            let candidate = candidate.hasPrefix("W/") ? String(candidate.dropFirst(2)) : candidate
            guard candidate.hasPrefix("\""), candidate.hasSuffix("\""), candidate.count > 2 else {
                return false
            }
            let number = candidate.dropFirst().dropLast().split(separator: "-").first
            return number.flatMap { Int($0) } == revision
        }
        if !isMet { throw failed(revision) }
    }

    private func failed(_ revision: Int?) -> Refusal {
        Refusal(.preconditionFailed, values: revision.map { ["etag": "\"\($0)\""] } ?? [:])
    }
}
