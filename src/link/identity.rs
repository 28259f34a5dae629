//! The identity of a site that begins with the sample of `congbo new site`: it must not stay the sample.

use crate::content::{Identity, SiteInfo};
use crate::diagnostic::{Diagnostic, messages};
use crate::link::gather::Located;

/// Says that the identity is still that of the sample while the address is not. Any other difference between the two is
/// what an identity is for.
pub fn check(site: &Located<'_, SiteInfo>) -> Option<Diagnostic> {
    let (identity, base) = (site.value.identity.as_ref()?, &site.value.base_url);
    let host = base.host();
    let is_left = identity.value.host() == Identity::SAMPLE_HOST && *host != *Identity::SAMPLE_HOST && !base.is_local();
    is_left.then(|| messages::link::sample_identity(&identity.value, &host, site.at(identity.mark)))
}
