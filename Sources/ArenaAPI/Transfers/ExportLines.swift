import ArenaCore
import HTTP
import JSON
import Synchronization

/// An export as it is sent: the state of one moment, a piece at a time, so that it takes the memory
/// of a piece.
final class ExportLines: HTTPBodySource {
    /// A piece ends with the record that reaches this.
    private static let pieceBytes = 64 << 10

    private let view: View
    private let exchange: HTTPExchange
    /// In lower case; nil where all lines are wanted.
    private let text: [UInt8]?
    /// So many lines are left out at once: other connections wait.
    private let skippedMax: Int
    private let rest: Mutex<Rest>

    private struct Rest {
        var walk: ExportWalk
        /// Of the lines that are left out.
        var skipped: Int
    }

    /// Without the first so many lines.
    convenience init(_ call: Call, after count: Int) {
        self.init(call, ExportWalk(call.view), after: count)
    }

    /// The lines that hold the text, which needs no escape, in letters of either case.
    convenience init(_ call: Call, holding text: String) {
        self.init(
            call, ExportWalk(call.view, withTokens: true), text: Array(text.lowercased().utf8))
    }

    init(_ call: Call, _ walk: ExportWalk, after count: Int = 0, text: [UInt8]? = nil) {
        self.text = text
        // To read a line takes longer than to pass one over.
        skippedMax = text == nil ? 10_000 : 200
        // Noted as a whole already.
        view = call.view.seen(by: call.viewer)
        exchange = call.exchange
        rest = Mutex(Rest(walk: walk, skipped: count))
    }

    func next() -> HTTPBodyPiece {
        var json = JSONWriter(capacity: Self.pieceBytes + (16 << 10))
        var skipped = 0
        rest.withLock { rest in
            while json.count < Self.pieceBytes, skipped < skippedMax,
                let items = rest.walk.next()
            {
                let left = items.dropFirst(rest.skipped)
                rest.skipped -= items.count - left.count
                skipped += items.count - left.count
                for item in left where !write(item, to: &json) { skipped += 1 }
            }
        }
        if json.count > 0 { return .bytes(json.finish()) }
        if skipped < skippedMax { return .end }
        exchange.wake()
        return .wait
    }

    /// Writes the line, unless it lacks the text: false.
    private func write(_ item: ExportWalk.Item, to json: inout JSONWriter) -> Bool {
        let start = json.place
        view.write(item, to: &json)
        json.newline()
        guard let text else { return true }
        let line = json.withBytes(from: start.count) { String(decoding: $0, as: UTF8.self) }
        if line.lowercased().holds(text) { return true }
        json.goBack(to: start)
        return false
    }
}

extension View {
    /// A line: the resource as a GET shows it, with its type before it and behind it what else is
    /// needed to put it back.
    fileprivate func write(_ item: ExportWalk.Item, to json: inout JSONWriter) {
        json.beginObject()
        switch item {
        case .term(let name, let term):
            json.member("type", LineType.term.rawValue)
            json.member("vocabulary", name.rawValue)
            json.writeFields(term)
        case .organisation(let organisation):
            json.member("type", LineType.organisation.rawValue)
            writeFields(organisation, to: &json)
        case .arena(let arena):
            json.member("type", LineType.arena.rawValue)
            writeFields(arena, to: &json)
            json.key("founder")
            writeReference(arena.founder, to: &json)
            json.member("formerSlugs", arena.formerSlugs)
            json.member("mergedFrom", arena.mergedFrom.map(\.description))
            json.member("charterVersionLast", arena.charterVersionLast)
        case .membership(let membership, let arena):
            json.member("type", LineType.membership.rawValue)
            writeFields(membership, in: arena, to: &json)
        case .revision(let post):
            json.member("type", LineType.revision.rawValue)
            write(whole: post, to: &json)
        case .post(let post):
            json.member("type", LineType.post.rawValue)
            write(whole: post, to: &json)
        case .adoption(let adoption):
            json.member("type", LineType.adoption.rawValue)
            writeFields(adoption, to: &json)
            writeMember(adoption.audience, to: &json)
        case .comment(let comment):
            guard let post = post(comment.post) else { break }
            json.member("type", LineType.comment.rawValue)
            writeFields(comment, on: post, to: &json)
            writeMember(comment.audience, to: &json)
        case .followUp(let followUp):
            json.member("type", LineType.followUp.rawValue)
            writeFields(followUp, to: &json)
            writeMember(followUp.audience, to: &json)
        case .event(let event):
            json.member("type", LineType.event.rawValue)
            writeFields(event, to: &json)
        case .attendance(let attendance):
            json.member("type", LineType.attendance.rawValue)
            writeFields(attendance, to: &json)
        case .report(let report):
            json.member("type", LineType.report.rawValue)
            writeFields(report, to: &json)
        case .release(let release):
            json.member("type", LineType.releaseRequest.rawValue)
            writeFields(release, to: &json)
        case .token(let token):
            json.member("type", "token")
            writeFields(token, to: &json)
        }
        json.endObject()
    }

    private func write(whole post: Post, to json: inout JSONWriter) {
        writeFields(post, to: &json)
        guard !post.audience.frozenWalls.isEmpty else { return }
        json.key("frozenWalls")
        writeReferences(post.audience.frozenWalls, to: &json)
    }

    /// For admins: whom a post keeps out is the author's affair.
    private func writeMember(_ audience: Post.Audience, to json: inout JSONWriter) {
        guard viewer.isAdmin else { return }
        json.key("audience")
        json.beginObject()
        json.member("tlp", audience.tlp.label)
        json.key("alsoIn")
        writeReferences(audience.alsoIn, to: &json)
        json.key("exclude")
        writeReferences(audience.exclude, to: &json)
        json.key("frozenWalls")
        writeReferences(audience.frozenWalls, to: &json)
        json.endObject()
    }
}
