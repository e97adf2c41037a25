"""Sign-in of citizens: OpenID Connect, authorization code with PKCE, in the profiles of VNConnect and VNeID.

Known of VNConnect: addresses, claims, the secret in the body. State, nonce and PKCE are demanded here, for whoever
connects should send them; the claims of VNeID are our guess, and above all lack TechID, for nobody knows if it stays.
"""
