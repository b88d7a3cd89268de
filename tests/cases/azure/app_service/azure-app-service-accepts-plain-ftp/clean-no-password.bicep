resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'example'
  location: 'westeurope'
  kind: 'app'
  properties: {
    siteConfig: {
      ftpsState: 'AllAllowed'
    }
  }
}

resource basicPublishingCredentialsPolicie 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}
