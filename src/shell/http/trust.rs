//! Whether a server is the one it claims to be: certificates by the system's authorities, or by a fingerprint that
//! a person accepted once.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

use crate::release::manifest::Hash;
use crate::shell::disk;

/// The certificates that a connection accepts, and the one that it refused last.
#[derive(Clone)]
pub struct Trust {
    verifier: Arc<Verifier>,
}

struct Verifier {
    /// `None` when the system has no authorities at all.
    authorities: Option<Arc<WebPkiServerVerifier>>,
    provider: CryptoProvider,
    /// `host:port`, the key in the list of accepted certificates.
    place: String,
    /// A fingerprint that the person accepts with this command.
    accept: Option<String>,
    /// Where accepted fingerprints are remembered.
    list: Option<PathBuf>,
    refused: Mutex<Option<String>>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Verifier").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Trust {
    /// Trust for one server; `accept` is a fingerprint given by the person, `list` the file of those given earlier.
    pub fn for_server(host: &str, port: u16, accept: Option<String>, list: Option<PathBuf>) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = ring::default_provider();
        let authorities =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(provider.clone())).build().ok();
        let place = format!("{host}:{port}");
        let refused = Mutex::new(None);
        Self { verifier: Arc::new(Verifier { authorities, provider, place, accept, list, refused }) }
    }

    /// Trust for any server, by the system's authorities alone.
    pub fn of_system() -> Self {
        Self::for_server("", 0, None, None)
    }

    /// A client configuration with these protocol versions.
    pub fn config(&self, versions: &[&'static rustls::SupportedProtocolVersion]) -> Arc<ClientConfig> {
        let provider = Arc::new(self.verifier.provider.clone());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .expect("ring's provider has cipher suites for every version");
        let verifier: Arc<dyn ServerCertVerifier> = self.verifier.clone();
        Arc::new(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
    }

    /// The fingerprint of the certificate that was refused, if that is why a connection failed.
    pub fn refused(&self) -> Option<String> {
        self.verifier.refused.lock().ok()?.clone()
    }
}

impl Verifier {
    /// Whether a person accepted this certificate, now or earlier.
    fn is_accepted(&self, fingerprint: &str) -> bool {
        let line = format!("{} {fingerprint}", self.place);
        let known = self.list.as_ref().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        if known.lines().any(|known| known == line) {
            return true;
        }
        let accepted = self.accept.as_deref() == Some(fingerprint);
        if let (true, Some(path)) = (accepted, &self.list) {
            // Not being able to remember only means being asked again.
            let _ = disk::put(path, format!("{known}{line}\n").as_bytes());
        }
        accepted
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let by_authority = match &self.authorities {
            Some(authorities) => authorities.verify_server_cert(certificate, intermediates, name, ocsp, now),
            None => Err(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer)),
        };
        by_authority.or_else(|cause| {
            let fingerprint = format!("SHA256:{}", Hash::of(certificate));
            if self.is_accepted(&fingerprint) {
                return Ok(ServerCertVerified::assertion());
            }
            if let Ok(mut refused) = self.refused.lock() {
                *refused = Some(fingerprint);
            }
            Err(cause)
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
