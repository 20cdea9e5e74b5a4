extension View {
    /// What waits for the viewer's organisation: invitations to itself, and requests to join the
    /// arenas that it curates.
    package var waiting: (invitations: Int, requests: Int) {
        ownMemberships.reduce((0, 0)) { count, own in
            guard own.membership.state == .member, own.membership.isCurator else {
                return (count.0 + (own.membership.state == .invited ? 1 : 0), count.1)
            }
            let requests = memberships(of: own.arena).count { $0.state == .requested }
            return (count.0, count.1 + requests)
        }
    }
}
