resource databaseAccount 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: 'westeurope'
      }
    ]
    publicNetworkAccess: 'Disabled'
  }
}
