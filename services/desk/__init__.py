"""The clerk's screen: server-drawn pages over the services, asked with the signed-in person's own token.

Owns nothing but sessions; decides nothing that the law or a permission decides: that is done in the services.
"""
