/// The state as one viewer may see it. Handlers read through nothing else, so that what may not
/// be seen is not there (PRODUCT §4).
///
/// A value for one request: it holds the whole state and keeps it as it was.
package struct View: Sendable {
    // By reference: a copy of the state would count up each of its tables, which all loops share.
    let whole: Box<State>
    package let viewer: Viewer
    package let now: Timestamp
    /// Where it is noted what is shown; nil for whom nothing needs to be.
    package let readings: (any Readings)?

    package init(
        _ state: Box<State>, viewer: Viewer, now: Timestamp, readings: (any Readings)? = nil
    ) {
        whole = state
        self.viewer = viewer
        self.now = now
        self.readings = readings
    }

    package init(_ state: State, viewer: Viewer, now: Timestamp, readings: (any Readings)? = nil) {
        self.init(Box(state), viewer: viewer, now: now, readings: readings)
    }

    var state: State { whole.value }

    package var position: UInt64 { whole.value.position }

    /// The same for as long as nothing but the audit log was written.
    package var contentPosition: UInt64 { whole.value.contentPosition }

    /// The same state as another may see it.
    package func seen(by viewer: Viewer) -> View { View(whole, viewer: viewer, now: now) }

    func membership(_ organisation: ID<Organisation>?, in arena: ID<Arena>) -> Membership? {
        guard let organisation else { return nil }
        return state.memberships[Membership.Key(arena: arena, organisation: organisation)]?.value
    }

    func isMember(_ organisation: ID<Organisation>?, of arena: ID<Arena>) -> Bool {
        membership(organisation, in: arena)?.state == .member
    }

    /// Whether the viewer curates the arena; an admin does everywhere.
    package func curates(_ arena: ID<Arena>) -> Bool {
        if viewer.isAdmin { return true }
        guard let own = membership(viewer.acting(in: arena), in: arena) else { return false }
        return own.state == .member && own.isCurator
    }
}
