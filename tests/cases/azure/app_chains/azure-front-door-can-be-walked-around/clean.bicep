resource shop 'Microsoft.Web/sites@2024-04-01' = {
  name: 'contoso-shop'
  location: 'westeurope'
  properties: {
    httpsOnly: true
    publicNetworkAccess: 'Disabled'
  }
}

resource edge 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: 'edge'
  location: 'global'
  sku: { name: 'Premium_AzureFrontDoor' }

  resource group 'originGroups' = {
    name: 'shop'
    properties: { loadBalancingSettings: { sampleSize: 4 } }

    resource origin 'origins' = {
      name: 'shop'
      properties: {
        hostName: shop.properties.defaultHostName
        enforceCertificateNameCheck: true
      }
    }
  }

  resource policy 'securityPolicies' = {
    name: 'firewall'
    properties: {
      parameters: {
        type: 'WebApplicationFirewall'
        wafPolicy: { id: 'policy' }
      }
    }
  }
}
