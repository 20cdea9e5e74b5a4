import ArenaCore
import Crypto
import JSON

/// Brings lines into the state as an admin: what is there is changed in the fields that a line
/// names, what is not is made, or put back as it was where the line is whole (CONVENTIONS §16,
/// DECISIONS §21).
struct Importer: Sendable {
    enum Mode: String, CaseIterable, Sendable {
        case upsert, create
    }

    /// What became of a line.
    enum Result: Sendable, Equatable {
        case created(String)
        case updated(String)
        case unchanged(String)
    }

    let mode: Mode
    /// Known to this store alone: makes the ids of what comes without anything to be found by.
    let idKey: [UInt8]

    func bring(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        try write.checkAge(
            of: line.id(of: Post.self),
            ["createdAt", "updatedAt", "publishedAt"].map { ($0, line.time($0)) })
        switch line.type {
        case .term: return try bringTerm(line, by: &write)
        case .organisation: return try bringOrganisation(line, by: &write)
        case .arena: return try bringArena(line, by: &write)
        case .membership: return try bringMembership(line, by: &write)
        case .post: return try bringPost(line, by: &write)
        case .revision: return try bringRevision(line, by: &write)
        case .adoption: return try bringAdoption(line, by: &write)
        case .comment: return try bringComment(line, by: &write)
        case .followUp: return try bringFollowUp(line, by: &write)
        case .event: return try bringEvent(line, by: &write)
        case .attendance: return try bringAttendance(line, by: &write)
        case .report: return try bringReport(line, by: &write)
        case .releaseRequest: return try bringRelease(line, by: &write)
        }
    }

    /// What a change of something that is there has come to.
    func result<Subject>(
        _ id: ID<Subject>, _ old: Int, _ new: Int
    ) -> Result {
        old == new ? .unchanged("\(id)") : .updated("\(id)")
    }

    func mustBeUpsert(_ location: String) throws(Refusal) {
        guard mode == .create else { return }
        throw Refusal(.alreadyExists, values: ["existing": location])
    }

    /// The same id for the same words in the same file, so that running the file again changes
    /// nothing; it tells nobody who does not know the store's key what they are. Nil where
    /// everything is to be made.
    func madeID<Subject>(_ words: String...) -> ID<Subject>? {
        guard mode == .upsert else { return nil }
        let message = words.flatMap { "\($0.utf8.count):\($0)".utf8 }
        return ID(random: HMAC.sha256(key: idKey, message: message))
    }

    // MARK: Organisations

    private func bringOrganisation(_ line: ImportLine, by write: inout Write)
        throws(Refusal) -> Result
    {
        let view = write.view
        if let old = organisation(line, view) {
            try mustBeUpsert("/v1/organisations/\(old.id)")
            let patch = try line.patch()
            let new = try OrganisationHandlers.change(old, patch, by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        try line.checkCodes(in: view)
        let profile = try OrganisationHandlers.profile(line.body, trusting: line.isWhole, view)
        let state = line.choice("state") ?? Organisation.State.active
        guard line.isWhole, let id: ID<Organisation> = line.id() else {
            let id = line.id() ?? madeID(organisation: line)
            return .created("\(try write.enrol(profile, state: state, id: id).id)")
        }
        let times = line.times(write.now)
        var organisation = Organisation(
            id: id, createdAt: times.createdAt, profile: profile, state: state)
        organisation.revision = line.revision
        organisation.updatedAt = times.updatedAt
        try write.restore(organisation)
        return .created("\(id)")
    }

    private func organisation(_ line: ImportLine, _ view: View) -> Organisation? {
        if line.body["id"] != nil { return line.id().flatMap(view.organisation) }
        if let number = line.body["orgNumber"]?.string {
            return (try? OrgNumber(number)).flatMap { view.organisation($0) }
        }
        return madeID(organisation: line).flatMap(view.organisation)
    }

    private func madeID(organisation line: ImportLine) -> ID<Organisation>? {
        guard line.body["orgNumber"]?.string == nil, let name = line.body["name"]?.string,
            let kind = line.body["kind"]?.string
        else { return nil }
        return madeID("organisation", kind, name)
    }

    // MARK: Arenas

    private func bringArena(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        let view = write.view
        let isNamed = line.body["id"] != nil
        let made = madeID(arena: line)
        let found: Arena? =
            isNamed
            ? line.id().flatMap { view.arena($0) }
            : line.body["slug"]?.string.flatMap { view.arena(slug: $0) }
                ?? made.flatMap { view.arena($0) }
        if let old = found {
            try mustBeUpsert("/v1/arenas/\(old.id)")
            var patch = try line.patch()
            // A former slug leads here too, and is not what the arena is to be called again.
            if !isNamed { patch = patch.merging(patch: ["slug": .string(old.profile.slug)]) }
            let new = try ArenaHandlers.change(old, patch, by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        try line.checkCodes(in: view)
        var profile = Arena.Profile(name: "", slug: "", purpose: "")
        try ArenaHandlers.read(line.body, into: &profile, view)
        guard line.isWhole, let id: ID<Arena> = line.id() else {
            if line.body["chair"].map({ !$0.isNull }) ?? false {
                throw .invalid("/chair", "not-a-member")
            }
            var arena = try write.found(profile, id: line.id() ?? made)
            if let state: Arena.State = line.choice("state"), state != arena.state {
                write.undo()
                arena.state = state
                try write.restore(arena)
            }
            return .created("\(arena.id)")
        }
        try write.restore(try arena(line, id, profile, view))
        return .created("\(id)")
    }

    private func madeID(arena line: ImportLine) -> ID<Arena>? {
        guard line.body["slug"]?.string == nil else { return nil }
        return line.body["name"]?.string.flatMap { madeID("arena", $0) }
    }

    private func arena(
        _ line: ImportLine, _ id: ID<Arena>, _ profile: Arena.Profile, _ view: View
    ) throws(Refusal) -> Arena {
        var fields = FieldReader(line.body, view)
        let times = line.times(view.now)
        var arena = Arena(
            id: id, createdAt: times.createdAt, profile: profile,
            state: fields.choice("state") ?? .open)
        arena.revision = line.revision
        arena.updatedAt = times.updatedAt
        arena.formerSlugs = fields.texts("formerSlugs")
        arena.mergedFrom = fields.array("mergedFrom").compactMap { fields.id($0) }
        arena.founder = fields.organisation("founder")
        arena.chair = fields.organisation("chair")
        arena.cosigners = fields.organisations("cosigners")
        arena.charterVersionLast = fields.integer("charterVersionLast").map { Int($0) } ?? 0
        try fields.finish()
        return arena
    }

    // MARK: Memberships

    private func bringMembership(_ line: ImportLine, by write: inout Write)
        throws(Refusal) -> Result
    {
        try line.checkComplete()
        var fields = FieldReader(line.body, write.view)
        let named = (fields.arena("arena"), fields.organisation("organisation"))
        try fields.finish()
        guard let arena = named.0, let organisation = named.1 else {
            throw .invalid("/organisation", "null-not-allowed")
        }
        if let old = write.view.membership(of: organisation, in: arena) {
            try mustBeUpsert("/v1/arenas/\(arena.id)/members/\(organisation)")
            let patch = try line.patch()
            let new = try MembershipHandlers.change(old, in: arena, patch, by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkCodes(in: write.view)
        let state = line.choice("state") ?? Membership.State.member
        if line.isWhole, let id: ID<Membership> = line.id() {
            let times = line.times(write.now)
            var membership = Membership(
                id: id, createdAt: times.createdAt, arena: arena.id,
                organisation: organisation, state: state)
            membership.revision = line.revision
            membership.updatedAt = times.updatedAt
            read(fields, into: &membership)
            try write.restore(membership)
            return .created("\(id)")
        }
        let made = try write.admit(organisation, to: arena, state: state) {
            read(fields, into: &$0)
        }
        return .created("\(made.id)")
    }

    private func read(_ fields: FieldReader, into membership: inout Membership) {
        membership.isCurator = fields.flag("curator") ?? false
        membership.roles = fields.texts("roles")
        membership.roleTitle = fields.text("roleTitle")
        membership.answer = fields.text("answer")
        membership.reason = fields.text("reason")
        membership.charterVersion = fields.integer("charterVersion").map { Int($0) }
    }
}
